"""What a person does with a real browser, from the sign-in page to a deadline that is kept."""
