"""Work that happens outside a request: a durable queue, recurring jobs and the outbox of neutral messages.

Three doors:

- `django_tasks.task` decorates a function that runs later; `function.enqueue(id)` inside a transaction is kept or lost
  with it. Arguments are references only (`jobs.queue`). A task may run twice after a crash: twice must be once.
- `jobs.schedules.every(seconds=…)` registers a function in a room's `recurring.py`.
- `jobs.outbox.tell(account, NOTICE)` puts one neutral message into the outbox.
"""
