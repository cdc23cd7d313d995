using GoDockerTasks.Errors;
using GoDockerTasks.Resilience;

namespace Cake.Frosting.GoDocker.Tasks;

/// <summary>Says why a build failed, from its log alone, wherever that was written.</summary>
[TaskName(TaskNames.Diagnose)]
[TaskDescription("Says why a build failed: --log=FILE (- for standard input, .jsonl for many), --format=text|json.")]
public sealed class DiagnoseTask : FrostingTask<GoDockerContext>
{
    /// <inheritdoc />
    public override void Run(GoDockerContext context)
    {
        var log = Argument(context, "log")
            ?? throw new GoDockerException(ErrorKinds.InvalidSettings, "--log is missing; it takes the path of a log, or - for standard input.");
        var format = Argument(context, "format") ?? "text";
        if (format is not ("text" or "json"))
        {
            throw new GoDockerException(ErrorKinds.InvalidSettings, $"--format is '{format}'; it takes text or json.");
        }

        using var output = MachineOutput.Open();
        LogDiagnoser.Diagnose(log, format == "json", Console.OpenStandardInput, output, context.Cancellation);
    }

    private static string? Argument(GoDockerContext context, string name) =>
        context.Arguments.GetArguments(name).LastOrDefault() is { Length: > 0 } value ? value : null;
}
