"""Pages of legal help: the criteria, one service with its screen and decision, the scope letter."""
