namespace GoDockerTasks.Settings;

/// <summary>What settings are before anybody says anything, and what follows from the others.</summary>
internal static class SettingDefaults
{
    /// <summary>Gives the defaults for a machine and a working directory. Empty paths are completed later.</summary>
    public static ServiceSettings For(SettingsInput input) => new()
    {
        Context = input.WorkingDirectory,
        Dockerfile = "",
        Cache = CacheDirectory(input),
        Artifacts = Path.Combine(input.WorkingDirectory, "artifacts", "godocker"),
        Report = "",
    };

    /// <summary>Fills what depends on other settings.</summary>
    public static ServiceSettings Complete(ServiceSettings settings) => settings with
    {
        Image = settings.Image ?? ImageName(settings.Context),
        Dockerfile = settings.Dockerfile.Length > 0 ? settings.Dockerfile : Path.Combine(settings.Context, "Dockerfile"),
        Report = settings.Report.Length > 0 ? settings.Report : Path.Combine(settings.Artifacts, "report.json"),
    };

    private static string ImageName(string context)
    {
        var letters = Path.GetFileName(Path.TrimEndingDirectorySeparator(context)).ToLowerInvariant()
            .Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-');
        var name = string.Concat(letters).Trim('-');

        return name.Length > 0 ? name : "service";
    }

    // XDG Base Directory Specification; on macOS and Windows the places their users expect.
    private static string CacheDirectory(SettingsInput input)
    {
        if (input.Environment.TryGetValue("XDG_CACHE_HOME", out var xdg) && Path.IsPathRooted(xdg))
        {
            return Path.Combine(xdg, "godocker");
        }

        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var parent =
            OperatingSystem.IsWindows() ? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData)
            : OperatingSystem.IsMacOS() ? Path.Combine(home, "Library", "Caches")
            : Path.Combine(home, ".cache");

        return Path.Combine(parent, "godocker");
    }
}
