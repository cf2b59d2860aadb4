"""The inbox 通知: what somebody said to the reader, merged by what it is about."""
