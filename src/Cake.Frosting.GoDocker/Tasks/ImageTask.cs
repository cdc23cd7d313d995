using Cake.Core.Diagnostics;

namespace Cake.Frosting.GoDocker.Tasks;

/// <summary>Everything up to the image. With <c>--push</c> it is published, too.</summary>
[TaskName(TaskNames.Image)]
[TaskDescription("Builds the image, whatever the network does; the default target. --push publishes it, too.")]
[IsDependentOn(typeof(RetryOnTimeoutTask))]
public sealed class ImageTask : AsyncFrostingTask<GoDockerContext>
{
    /// <inheritdoc />
    public override async Task RunAsync(GoDockerContext context)
    {
        var image = context.State.RequireImage();
        context.Log.Information("{0}", context.Build.Redactor.Redact($"{string.Join(' ', image.References)} {image.Digest}"));
        if (context.Settings.Push && !context.IsPlanned(TaskNames.Publish))
        {
            context.State.Published = await context.Build.PublishAsync(context.State, context.Cancellation);
        }
    }
}
