"""Pages of safety plans, check-ins and alarms."""
