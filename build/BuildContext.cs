using Cake.Core;
using Cake.Core.IO;
using Cake.Frosting.GoDocker;

namespace Build;

/// <summary>What this repo's own tasks need to know; the ready-made tasks have theirs from the base.</summary>
public sealed class BuildContext(ICakeContext context) : GoDockerContext(context)
{
    /// <summary>Gets the repo's root.</summary>
    public DirectoryPath Root => Environment.WorkingDirectory;

    /// <summary>Gets the solution.</summary>
    public FilePath Solution => Root.CombineWithFilePath("GoDockerTasks.sln");

    /// <summary>Gets the folder for packages.</summary>
    public DirectoryPath Packages => Root.Combine("artifacts/packages");

    /// <summary>Gets the folder for test results.</summary>
    public DirectoryPath TestResults => Root.Combine("artifacts/test-results");

    /// <summary>Gets PATH with the Go of Debian, which installs each Go beside the others and links none of them into PATH.</summary>
    public string PathWithGo => $"{Environment.GetEnvironmentVariable("PATH")}:/usr/lib/go-1.24/bin";
}
