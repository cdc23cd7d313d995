using System.Reflection;

// One engine, two cores: builds side by side would only wait for each other.
[assembly: FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[assembly: NonParallelizable]

namespace GoDockerTasks.EndToEnd;

/// <summary>Where the things under test lie.</summary>
internal static class Paths
{
    /// <summary>Gets this repo's root.</summary>
    public static string Root { get; } = Path.GetFullPath(Metadata("Root"));

    /// <summary>Gets the built host of this repo.</summary>
    public static string Host { get; } = Path.GetFullPath(Metadata("Host"));

    /// <summary>Gets the built host of the sample, five lines of its own.</summary>
    public static string SampleHost { get; } = Path.GetFullPath(Metadata("SampleHost"));

    /// <summary>Gets the folder where NuGet keeps the packages that this build has restored.</summary>
    public static string PackageCache { get; } = Metadata("PackageCache");

    /// <summary>Gets the configuration that everything was built in.</summary>
    public static string Configuration { get; } = Metadata("Configuration");

    private static string Metadata(string key) =>
        typeof(Paths).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(item => item.Key == key).Value!;
}
