"""How people sign in: django-allauth, held to the rules of the house. The settings name what is here."""
