using System.Reflection;
using Cake.Cli;

namespace Cake.Frosting;

/// <summary>The version of this assembly. Cake's own resolver would give that of the host.</summary>
internal sealed class FrostingVersion : IVersionResolver
{
    private static readonly Assembly Frosting = typeof(FrostingVersion).Assembly;

    public string GetVersion() => Frosting.GetName().Version!.ToString(3);

    public string GetProductVersion() =>
        Frosting.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? GetVersion();
}
