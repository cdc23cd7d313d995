namespace GoDockerTasks.Resilience;

/// <summary>Follows the output of <c>go test</c>: what the tests of a package print stands before the line with the package's result.</summary>
internal sealed class TestOutput
{
    private int _lastResult;

    /// <summary>Reads a line.</summary>
    /// <param name="text">The line, without what CI and BuildKit put before it.</param>
    /// <param name="number">Its number.</param>
    /// <param name="after">The line after which the package's output stands.</param>
    /// <returns>True when it says that all tests of a package passed, whatever they logged.</returns>
    public bool Passed(string text, int number, out int after)
    {
        after = _lastResult;
        var passed = text.StartsWith("ok  \t", StringComparison.Ordinal);
        if (passed || text.StartsWith("FAIL\t", StringComparison.Ordinal) || text.StartsWith("?   \t", StringComparison.Ordinal))
        {
            _lastResult = number;
        }

        return passed;
    }
}
