"""The shelf of country information: sources in paragraphs, found in any language, cited into a case."""
