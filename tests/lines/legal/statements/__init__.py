"""What the person told: who sees what, what is kept, what does not fit yet, and what stands on paper."""
