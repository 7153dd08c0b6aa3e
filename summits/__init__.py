"""First floor: what is covered. Cities, members, leaders, summits, attendance, initiatives."""
