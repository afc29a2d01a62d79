"""LocalStack 4.9.2 as a process of this machine, without Docker: functions run as host processes, and what differs from
AWS in a way that our tests would notice is repaired. Used by tests alone."""
