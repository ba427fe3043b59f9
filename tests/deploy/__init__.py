"""What lies in `deploy/`: unit files, proxies, the local authority. Checked by the programs that read them."""
