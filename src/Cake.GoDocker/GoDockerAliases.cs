using Cake.Core;
using Cake.Core.Annotations;
using GoDockerTasks.Pipeline;
using GoDockerTasks.Settings;

namespace Cake.GoDocker;

/// <summary>Builds the Docker images of Go services from a Cake script.</summary>
[CakeAliasCategory("GoDocker")]
[CakeNamespaceImport("GoDockerTasks.Settings")]
[CakeNamespaceImport("GoDockerTasks.Pipeline")]
public static partial class GoDockerAliases
{
    /// <summary>Builds the image with the settings of cake.config, the environment and the command line.</summary>
    /// <param name="context">The Cake context.</param>
    /// <returns>What the steps gave: modules, attempts and the image.</returns>
    /// <example>
    /// <code>
    /// Task("Image").Does(() => GoDockerImage());
    /// </code>
    /// </example>
    /// <exception cref="CakeException">The build failed; message and exit code say why.</exception>
    [CakeMethodAlias]
    public static RunState GoDockerImage(this ICakeContext context) => context.GoDockerImage(settings => settings);

    /// <summary>Builds the image with settings that the script changes.</summary>
    /// <param name="context">The Cake context.</param>
    /// <param name="configure">Gives the settings to build with, from those that were read.</param>
    /// <returns>What the steps gave: modules, attempts and the image.</returns>
    /// <example>
    /// <code>
    /// Task("Image").Does(() =>
    /// {
    ///     var state = GoDockerImage(settings => settings with { Image = "shop/orders", Tags = new[] { "1.4.0" } });
    ///     Information("Built {0}", state.Image.Digest);
    /// });
    /// </code>
    /// </example>
    /// <exception cref="CakeException">The build failed; message and exit code say why.</exception>
    [CakeMethodAlias]
    public static RunState GoDockerImage(this ICakeContext context, Func<ServiceSettings, ServiceSettings> configure)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(configure);

        using var run = new CakeRun(context, "Image");
        return run.Execute(configure, (build, state, token) => build.ImageAsync(state, token));
    }

    /// <summary>Builds the image and pushes it, then makes sure that the registry has it.</summary>
    /// <param name="context">The Cake context.</param>
    /// <returns>What the steps gave, with the references by digest.</returns>
    /// <example>
    /// <code>
    /// Task("Publish").Does(() => GoDockerPublish());
    /// </code>
    /// </example>
    /// <exception cref="CakeException">The build or the push failed; message and exit code say why.</exception>
    [CakeMethodAlias]
    public static RunState GoDockerPublish(this ICakeContext context)
    {
        ArgumentNullException.ThrowIfNull(context);

        using var run = new CakeRun(context, "Publish");
        return run.Execute(settings => settings with { Push = true }, (build, state, token) => build.ImageAsync(state, token));
    }
}
