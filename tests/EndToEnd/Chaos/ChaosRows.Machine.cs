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
        yield return new("A download of wget's that fails for a moment", scene =>
        {
            scene.First.Fail("v1.0.0.info", Fault.Status(503), 1);
            scene.Dockerfile($"RUN wget -q -O /dev/null {scene.First.Url}/{scene.Module}/@v/v1.0.0.info && go mod download");
        })
        {
            Kinds = ["run-download"], Taken = [Retry],
        };
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
}
