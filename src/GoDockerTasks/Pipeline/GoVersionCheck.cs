using GoDockerTasks.Dockerfiles;
using GoDockerTasks.Errors;
using GoDockerTasks.Modules;
using GoDockerTasks.Resilience;

namespace GoDockerTasks.Pipeline;

/// <summary>Finds a base image whose Go will refuse the service, before anything is pulled or built.</summary>
internal static class GoVersionCheck
{
    /// <summary>Compares each Go that is certain with the go line.</summary>
    /// <remarks>With several modules in the context there is no telling which one a RUN builds: then nothing is said.</remarks>
    /// <exception cref="GoDockerException">One is too old (<c>GDT1110</c>).</exception>
    public static async Task EnsureAsync(
        DockerfilePlan dockerfile, IReadOnlyList<string> moduleRoots, CancellationToken cancellationToken)
    {
        if (dockerfile.Toolchains.Count == 0 || moduleRoots is not [var only])
        {
            return;
        }

        if (GoRequirement.Of([await ModuleRoot.ReadAsync(only, cancellationToken)]) is { } required
            && dockerfile.Toolchains.FirstOrDefault(toolchain => !required.IsMetBy(toolchain.Version)) is { } old)
        {
            throw new GoDockerException(
                ErrorKinds.GoTooOld,
                $"{required.File} says 'go {required.Version}', and {dockerfile.Path}:{old.Line} runs Go {old.Version} of {old.Image}; use golang:{required.Version}.")
            {
                Failure = FailureKinds.GoTooOld.Id,
                File = dockerfile.Path,
                Line = old.Line,
            };
        }
    }
}
