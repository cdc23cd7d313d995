using Cake.Core.Packaging;

namespace Cake.Frosting;

/// <summary>Installs the tools that a host registered.</summary>
public interface IToolInstaller
{
    /// <summary>Installs a tool with the first package installer that can, and tells the tool locator about it.</summary>
    /// <param name="tool">The tool, such as <c>nuget:?package=NUnit.ConsoleRunner&amp;version=3.18.3</c>.</param>
    void Install(PackageReference tool);
}
