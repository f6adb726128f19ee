#!/bin/bash
# Settings that the examples beside this folder share.
sysctl -q net.ipv4.tcp_rmem="4096 540000 $((15*1024*1024))"
sysctl -q net.ipv4.tcp_timestamps=1
ip tcp_metrics flush all > /dev/null 2>&1
