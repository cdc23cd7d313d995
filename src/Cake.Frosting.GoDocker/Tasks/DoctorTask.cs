using GoDockerTasks.Checks;
using GoDockerTasks.Errors;
using GoDockerTasks.Pipeline;

namespace Cake.Frosting.GoDocker.Tasks;

/// <summary>Checks the whole way to an image, hop by hop, and says which one is broken and how to mend it.</summary>
[TaskName(TaskNames.Doctor)]
[TaskDescription("Checks settings, DNS, proxies, Docker, a RUN, registry, Dockerfile and disk, and says what is broken: --format=text|json.")]
public sealed class DoctorTask : AsyncFrostingTask<GoDockerContext>
{
    /// <inheritdoc />
    public override async Task RunAsync(GoDockerContext context)
    {
        var format = context.Arguments.GetArguments("format").LastOrDefault() is { Length: > 0 } named ? named : "text";
        if (format is not ("text" or "json"))
        {
            throw new GoDockerException(ErrorKinds.InvalidSettings, $"--format is '{format}'; it takes text or json.");
        }

        var doctor = context.Doctor;
        var results = await doctor.RunAsync(context.Cancellation);
        using (var output = MachineOutput.Open())
        {
            await output.WriteLineAsync(
                format == "json" ? CheckReport.Json(results, doctor.Redactor) : CheckReport.Table(results, doctor.Redactor));
        }

        ServiceDoctor.ThrowIfBroken(results);
    }
}
