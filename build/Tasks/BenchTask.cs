using Cake.Frosting;

namespace Build.Tasks;

[TaskName("Bench")]
[TaskDescription("Times this tool beside its rivals, on this machine; needs a Docker engine. --builds: a service with many modules; --modules: beside go mod download and curl instead; --faults: with proxies that misbehave; --parser: a Dockerfile of 10 000 lines; --classify: how fast logs are read.")]
public sealed class BenchTask : FrostingTask<BuildContext>
{
    private static readonly string[] Switches = ["builds", "modules", "faults", "parser", "classify"];

    private static readonly string[] Values = ["rounds", "counts", "delays", "rivals"];

    public override void Run(BuildContext context) => context.RunProgram("tests/Benchmarks/Benchmarks.csproj", Switches, Values);
}
