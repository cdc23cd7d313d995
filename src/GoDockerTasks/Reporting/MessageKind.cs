namespace GoDockerTasks.Reporting;

/// <summary>How much a message matters, and how a front end shows it.</summary>
public enum MessageKind
{
    /// <summary>Only wanted when something is looked into.</summary>
    Detail,

    /// <summary>What a reader follows.</summary>
    Information,

    /// <summary>How far something has come; a terminal may overwrite it with the next.</summary>
    Progress,

    /// <summary>A line that docker printed, which must not be taken for one of ours, nor for a command to the CI system.</summary>
    Output,

    /// <summary>The beginning of a group of lines; the text is its title.</summary>
    GroupStart,

    /// <summary>The end of the group.</summary>
    GroupEnd,

    /// <summary>Something that deserves a look.</summary>
    Warning,

    /// <summary>Something that ends the run.</summary>
    Error,
}
