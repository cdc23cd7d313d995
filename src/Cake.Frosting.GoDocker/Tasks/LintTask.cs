using Cake.GoDocker;
using GoDockerTasks.Dockerfiles.Linting;
using GoDockerTasks.Reporting;
using GoDockerTasks.Settings;

namespace Cake.Frosting.GoDocker.Tasks;

/// <summary>States facts about Dockerfiles and finds what is wrong with them, without a build and without Docker.</summary>
[TaskName(TaskNames.Lint)]
[TaskDescription("Finds what is wrong with Dockerfiles: --dockerfile=FILE[,FILE], --format=text|json|sarif|github|azure, --fail-on=error|warning|info|none, --fix.")]
public sealed class LintTask : FrostingTask<GoDockerContext>
{
    /// <inheritdoc />
    public override void Run(GoDockerContext context)
    {
        var input = CakeSettingsInput.From(context);
        var request = LintRequest.Read(
            name => LintRequest.Argument(input, name),
            input.WorkingDirectory,
            CiCommands.Detect(input.Environment),
            SettingsReader.Read(input, nameof(ServiceSettings.LintFailOn)).LintFailOn);
        using var output = MachineOutput.Open();
        LintCommand.Run(request, output, Console.Error, context.Cancellation);
    }
}
