using GoDockerTasks.Images;

namespace GoDockerTasks.Pipeline;

/// <summary>What a build stands on, whatever its modules are.</summary>
/// <param name="Engine">The engine.</param>
/// <param name="Bases">Where the base images come from.</param>
/// <param name="Previous">What the image's name stands for before the build; null when the engine has no such image, or was not asked.</param>
internal sealed record BuildGround(EngineInfo Engine, IReadOnlyList<BaseImage> Bases, EngineImage? Previous = null)
{
    /// <summary>Gets the files with the sources of apt and apk in the base images, where a mirror is to take their place.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> PackageSources { get; init; } =
        new Dictionary<string, IReadOnlyDictionary<string, string>>();
}
