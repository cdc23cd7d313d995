using Cake.Common.Tools.DotNet;
using Cake.Common.Tools.DotNet.Run;
using Cake.Core;
using Cake.Core.IO;
using Cake.Frosting;

namespace Build.Tasks;

[TaskName("Bench")]
[TaskDescription("Times this tool beside its rivals, on this machine; needs a Docker engine. --builds: a service with many modules; --modules: beside go mod download and curl instead; --faults: with proxies that misbehave; --parser: a Dockerfile of 10 000 lines; --classify: how fast logs are read.")]
public sealed class BenchTask : FrostingTask<BuildContext>
{
    // What the benchmark's own command line knows goes through as it is.
    private static readonly string[] Switches = ["builds", "modules", "faults", "parser", "classify"];

    private static readonly string[] Values = ["rounds", "counts", "delays"];

    public override void Run(BuildContext context)
    {
        var arguments = new ProcessArgumentBuilder().AppendQuoted(context.Root.FullPath).AppendQuoted(Environment.ProcessPath!);
        foreach (var name in Switches.Where(name => context.Arguments.HasArgument(name)))
        {
            arguments.Append($"--{name}");
        }

        foreach (var name in Values)
        {
            if (context.Arguments.GetArguments(name).LastOrDefault() is { } value)
            {
                arguments.AppendQuoted($"--{name}={value}");
            }
        }

        context.DotNetRun("tests/Benchmarks/Benchmarks.csproj", arguments, new DotNetRunSettings
        {
            Configuration = "Release",
            EnvironmentVariables = { ["PATH"] = context.PathWithGo },
        });
    }
}
