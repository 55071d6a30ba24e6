import type { OptionSpec } from './options.ts';

/** Options between the engine's name and its command (docker 29, podman 5, nerdctl 2). */
export const engineOptions: OptionSpec = {
  bundles: true,
  flags: '-D --debug --tls --tlsverify --experimental',
  values: '-l --log-level --log-driver --tlscacert --tlscert --tlskey',
  changingFlags: '-r --remote',
  changingValues:
    '-c --context -H --host --config --connection --url --identity --root --runroot --runtime --module -n --namespace -a --address --snapshotter --data-root',
};

/** Options of `run` (docker 29, podman 5, nerdctl 2); only the image and what surrounds it decide which code runs. */
export const containerRunOptions: OptionSpec = {
  bundles: true,
  flags: `-d --detach --disable-content-trust --help --init -i --interactive --no-healthcheck --oom-kill-disable --privileged -P
    --publish-all -q --quiet --read-only --rm --sig-proxy -t --tty --use-api-socket
    --env-host --http-proxy --no-hosts --no-hostname --passwd --read-only-tmpfs --replace --rmi --tls-verify --unsetenv-all`,
  values: `--add-host --annotation -a --attach --blkio-weight --blkio-weight-device --cap-add --cap-drop --cgroup-parent --cgroupns
    --cidfile --cpu-count --cpu-percent --cpu-period --cpu-quota --cpu-rt-period --cpu-rt-runtime -c --cpu-shares --cpus --cpuset-cpus
    --cpuset-mems --detach-keys --device --device-cgroup-rule --device-read-bps --device-read-iops --device-write-bps --device-write-iops
    --dns --dns-opt --dns-option --dns-search --domainname -e --env --expose --gpus --group-add --health-interval
    --health-retries --health-start-interval --health-start-period --health-timeout -h --hostname --io-maxbandwidth --io-maxiops --ip
    --ip6 --ipc --isolation --kernel-memory -l --label --label-file --link --link-local-ip --log-driver --log-opt --mac-address -m
    --memory --memory-reservation --memory-swap --memory-swappiness --mount --name --net --net-alias --network --network-alias
    --oom-score-adj --pid --pids-limit --platform -p --publish --pull --restart --security-opt --shm-size --stop-signal --stop-timeout
    --storage-opt --sysctl --tmpfs --ulimit -u --user --userns --uts -v --volume -w --workdir
    --arch --os --variant --authfile --creds --cert-dir --cgroup-conf --cgroups --conmon-pidfile --decryption-key --env-merge --gidmap
    --uidmap --subuidname --subgidname --group-entry --passwd-entry --health-on-failure --health-startup-interval
    --health-startup-retries --health-startup-success --health-startup-timeout --image-volume --pidfile --pod --pod-id-file
    --personality --preserve-fd --preserve-fds --requires --retry --retry-delay --rdt-class --sdnotify --seccomp-policy --secret
    --shm-size-systemd --systemd --timeout --tz --umask --unsetenv --cosign-key --verify --ipfs-address --rdt --cpuset`,
  changingFlags: '--rootfs',
  changingValues:
    '--entrypoint --env-file --health-cmd --health-startup-cmd --hooks-dir --init-path --runtime --volumes-from --volume-driver --module',
};
