using Cake.Common.IO;
using Cake.Common.Tools.DotNet;
using Cake.Common.Tools.DotNet.Pack;
using Cake.Frosting;

namespace Build.Tasks;

[TaskName("Pack")]
[TaskDescription("Makes the packages GoDockerTasks, Cake.GoDocker and Cake.Frosting.GoDocker in artifacts/packages.")]
public sealed class PackTask : FrostingTask<BuildContext>
{
    public override void Run(BuildContext context)
    {
        context.EnsureDirectoryExists(context.Packages);
        context.CleanDirectory(context.Packages);
        foreach (var project in (string[])["GoDockerTasks", "Cake.GoDocker", "Cake.Frosting.GoDocker"])
        {
            context.DotNetPack($"src/{project}/{project}.csproj", new DotNetPackSettings
            {
                Configuration = "Release",
                OutputDirectory = context.Packages,
                NoLogo = true,
            });
        }
    }
}
