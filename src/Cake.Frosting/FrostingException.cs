namespace Cake.Frosting;

/// <summary>The host is put together wrongly: a task, a dependency or a context that does not fit.</summary>
public sealed class FrostingException : Exception
{
    /// <summary>Says what does not fit.</summary>
    /// <param name="message">What does not fit, and what to do.</param>
    public FrostingException(string message)
        : base(message)
    {
    }

    /// <summary>Says what does not fit, and how it was noticed.</summary>
    /// <param name="message">What does not fit, and what to do.</param>
    /// <param name="innerException">How it was noticed.</param>
    public FrostingException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
