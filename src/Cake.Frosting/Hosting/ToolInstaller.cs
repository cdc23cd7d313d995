using Cake.Core.Packaging;

namespace Cake.Frosting;

/// <summary>Installs the host's tools with Cake's installer, which also tells the tool locator about them.</summary>
internal sealed class ToolInstaller(Core.Tooling.IToolInstaller installer) : IToolInstaller
{
    public void Install(PackageReference tool)
    {
        foreach (var _ in installer.Install(tool))
        {
            // The installer may work while it is enumerated.
        }
    }
}
