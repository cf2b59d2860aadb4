"""Study groups 学习小组: members, roles, invitations."""
