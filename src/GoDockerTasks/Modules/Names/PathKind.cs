namespace GoDockerTasks.Modules;

/// <summary>What a slash-separated path names; each kind allows other characters.</summary>
internal enum PathKind
{
    /// <summary>A module.</summary>
    Module,

    /// <summary>A package.</summary>
    Import,

    /// <summary>A file in a module.</summary>
    File,
}
