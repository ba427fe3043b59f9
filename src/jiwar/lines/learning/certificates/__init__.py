"""Certificates: given on paper in Arabic and English, checked by strangers without a name, withdrawn with a reason."""
