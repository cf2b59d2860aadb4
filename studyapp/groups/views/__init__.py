"""Pages and acts of study groups: the groups themselves, their members, their invitations."""
