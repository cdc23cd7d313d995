using GoDockerTasks.TestSupport;

namespace GoDockerTasks.EndToEnd.Chaos;

// The machine, and downloads in a RUN that are not Go's.
internal static partial class ChaosRows
{
    /// <summary>Gets what goes wrong on the machine, and what passes in a RUN that is not Go's.</summary>
    public static IEnumerable<ChaosRow> Machine()
    {
        yield return new("Too little memory compiles less at once", scene => scene.Dockerfile(
            "RUN go mod download; case $(go env GOFLAGS) in *-p=1*) ;; *) echo 'go build runtime: /usr/local/go/pkg/tool/linux_amd64/compile: signal: killed'; exit 1 ;; esac"))
        {
            Kinds = ["oom-killed"], Taken = ["free-resources"], Always = true,
        };
        yield return Said("dial-timeout", "go: example.org/kit@v1.0.0: Get \"https://mods.example.org/example.org/kit/@v/v1.0.0.mod\": dial tcp 192.0.2.1:443: i/o timeout");
        yield return Said("tls-handshake-timeout", "go: example.org/kit@v1.0.0: Get \"https://mods.example.org/example.org/kit/@v/v1.0.0.mod\": net/http: TLS handshake timeout");
        yield return Said("run-download", "curl: (56) Recv failure: Connection reset by peer");
        yield return Said("os-package-fetch", "E: Failed to fetch http://deb.example.org/pool/g/git.deb  Hash Sum mismatch");
        yield return Said("vcs-network", "fatal: unable to access 'https://git.example.org/kit/': GnuTLS recv error (-110): The TLS connection was non-properly terminated.");
        yield return Said("sumdb-unreachable", "go: example.org/kit@v1.0.0: verifying module: Get \"https://sum.example.org/lookup/example.org/kit@v1.0.0\": dial tcp 192.0.2.1:443: i/o timeout");
        yield return new("A step that takes longer than it may, once", scene => scene.Dockerfile(
            $"RUN --mount=type=cache,id={scene.Service.Image},target=/seen if ! test -f /seen/once; then touch /seen/once; sleep 600; fi; go mod download"))
        {
            Kinds = ["stalled"], Taken = [Retry], Arguments = scene => ["--step-timeout=8s", $"--goproxy={scene.First.Url}"],
        };
        yield return new("A kind that has more attempts of its own", scene =>
        {
            scene.Settings("off", "");
            scene.First.FailGo(".mod", Fault.Status(503), 2);
        })
        {
            Kinds = ["proxy-5xx", "proxy-5xx"], Taken = [Retry, Retry], Arguments = _ => ["--godocker_attempts=1", "--godocker_attemptsbykind=proxy-5xx=5"],
        };
        yield return new("A build that hangs ends at the deadline", scene =>
        {
            scene.Settings("off", "");
            scene.First.FailGo(".mod", Fault.Hang);
        })
        {
            Kinds = ["stalled"], Taken = [null], ExitCode = 10, Arguments = _ => ["--godocker_deadline=12s"],
        };
    }

    // No server is there to fail at what the image has no program for: the step says once what the program would.
    private static ChaosRow Said(string kind, string line) => new($"{kind} is said once", scene =>
    {
        scene.Service.Write("said.txt", line + "\n");
        scene.Settings("off", "");
        scene.Dockerfile(
            $"RUN --mount=type=bind,source=said.txt,target=/said.txt --mount=type=cache,id={scene.Service.Image},target=/seen "
            + "if ! test -f /seen/once; then touch /seen/once; cat /said.txt; exit 1; fi; go mod download");
    }) { Kinds = [kind], Taken = [Retry] };
}
