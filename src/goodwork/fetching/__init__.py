"""Pictures by their addresses: asked of servers that strangers name, and never of what stands behind the firewall."""
