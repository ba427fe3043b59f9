"""Words and phrases: decks, a native speaker's word on them, and what each learner is asked again and when."""
