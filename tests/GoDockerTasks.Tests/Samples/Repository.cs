namespace GoDockerTasks.Tests.Samples;

internal static class Repository
{
    public static string Root { get; } = Find(new DirectoryInfo(TestContext.CurrentContext.TestDirectory));

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string Find(DirectoryInfo folder) =>
        File.Exists(Path.Combine(folder.FullName, "GoDockerTasks.sln"))
            ? folder.FullName
            : Find(folder.Parent ?? throw new DirectoryNotFoundException("The tests do not run inside the repository."));
}
