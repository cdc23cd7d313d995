using Cake.Core.IO;
using Cake.Core.Packaging;
using Microsoft.Extensions.DependencyInjection;

namespace Cake.Frosting;

/// <summary>Cake's own tool installer, made when the first tool is installed.</summary>
/// <remarks>
/// Every Cake context holds a tool installer, and Cake's own holds all package installers, NuGet's among them. Most
/// builds install no tool, and need not load those assemblies before their first task.
/// </remarks>
internal sealed class DeferredToolInstaller(IServiceProvider provider) : Core.Tooling.IToolInstaller
{
    private Core.Tooling.ToolInstaller? _installer;

    public IEnumerable<FilePath> Install(PackageReference tool)
    {
        _installer ??= ActivatorUtilities.CreateInstance<Core.Tooling.ToolInstaller>(provider);
        return _installer.Install(tool);
    }
}
