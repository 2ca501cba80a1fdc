/** A forgotten instance ends by itself this long after it was started. */
export const LIFETIME_HOURS = 4

/**
 * User data: shuts the instance down so many hours after each boot. EC2 then terminates it, as it was told to do at a
 * shutdown from inside. The script is kept for later boots, because user data runs at the first one only.
 */
export function endsItself(hours: number): string {
  return `#!/bin/bash
cat >/var/lib/cloud/scripts/per-boot/end-of-the-lab.sh <<'END'
#!/bin/bash
shutdown -h +${hours * 60}
END
chmod 755 /var/lib/cloud/scripts/per-boot/end-of-the-lab.sh
/var/lib/cloud/scripts/per-boot/end-of-the-lab.sh
`
}
