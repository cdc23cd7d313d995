using Cake.Common.Tools.DotNet;
using Cake.Common.Tools.DotNet.Run;
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

    /// <summary>Runs a program of this repo on the built host; what its own command line knows goes through as it is.</summary>
    /// <param name="project">The program's project.</param>
    /// <param name="switches">The arguments that it knows without a value.</param>
    /// <param name="values">The arguments that it knows with one.</param>
    public void RunProgram(FilePath project, IReadOnlyList<string> switches, IReadOnlyList<string> values)
    {
        var arguments = new ProcessArgumentBuilder().AppendQuoted(Root.FullPath).AppendQuoted(System.Environment.ProcessPath!);
        foreach (var name in switches.Where(name => Arguments.HasArgument(name)))
        {
            arguments.Append($"--{name}");
        }

        foreach (var name in values)
        {
            if (Arguments.GetArguments(name).LastOrDefault() is { } value)
            {
                arguments.AppendQuoted($"--{name}={value}");
            }
        }

        this.DotNetRun(project.FullPath, arguments, new DotNetRunSettings
        {
            Configuration = "Release",
            EnvironmentVariables = { ["PATH"] = PathWithGo },
        });
    }
}
