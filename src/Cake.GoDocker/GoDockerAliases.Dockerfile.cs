using Cake.Core;
using Cake.Core.Annotations;
using GoDockerTasks.Dockerfiles;
using GoDockerTasks.Images;
using GoDockerTasks.Settings;

namespace Cake.GoDocker;

/// <content>What becomes of the Dockerfile.</content>
public static partial class GoDockerAliases
{
    /// <summary>Says what becomes of the Dockerfile; nothing is built.</summary>
    /// <param name="context">The Cake context.</param>
    /// <returns>The plan: its changes, what was left alone and why, and the difference as a diff.</returns>
    /// <example>
    /// <code>
    /// Task("Rewrite").Does(() => Information(GoDockerRewrite().ToDiff()));
    /// </code>
    /// </example>
    /// <exception cref="CakeException">The Dockerfile is not valid; the message says which line.</exception>
    [CakeMethodAlias]
    public static DockerfilePlan GoDockerRewrite(this ICakeContext context)
    {
        ArgumentNullException.ThrowIfNull(context);

        using var run = new CakeRun(context, "Rewrite");
        return run.Execute(settings => settings, async (build, state, token) => state.Plan = await build.Preview.RewriteAsync(token)).Plan!;
    }

    /// <summary>Leaves the files with which docker builds the same image without this tool.</summary>
    /// <param name="context">The Cake context.</param>
    /// <returns>The files.</returns>
    /// <example>
    /// <code>
    /// Task("Prepare").Does(() => StartProcess("docker", $"buildx bake --file {GoDockerPrepare().Bake}"));
    /// </code>
    /// </example>
    /// <exception cref="CakeException">The modules cannot be had, or there is nothing to build; message and exit code say why.</exception>
    [CakeMethodAlias]
    public static PreparedFiles GoDockerPrepare(this ICakeContext context) => context.GoDockerPrepare(settings => settings);

    /// <summary>Leaves the files with which docker builds the same image, with settings that the script changes.</summary>
    /// <param name="context">The Cake context.</param>
    /// <param name="configure">Gives the settings to prepare for, from those that were read.</param>
    /// <returns>The files.</returns>
    /// <exception cref="CakeException">The modules cannot be had, or there is nothing to build; message and exit code say why.</exception>
    [CakeMethodAlias]
    public static PreparedFiles GoDockerPrepare(this ICakeContext context, Func<ServiceSettings, ServiceSettings> configure)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(configure);

        using var run = new CakeRun(context, "Prepare");
        var state = run.Execute(configure, async (build, state, token) =>
        {
            state.Network = await build.ResolveProxyAsync(token);
            state.Modules = await build.PrefetchModulesAsync(state.Network, state.Probes, token);
            state.Prepared = await build.Preview.PrepareAsync(state.Network, state.Modules, token);
        });
        return state.Prepared!.Files;
    }
}
