"""Country-wide rounds in which a kind of paper is renewed: announced once, then on every case that has such a paper."""
