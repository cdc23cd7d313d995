namespace GoDockerTasks.Errors;

/// <summary>One kind of failure: a code that never changes, the usual cause, and the first thing to try.</summary>
/// <param name="Code">The code, such as <c>GDT1001</c>. A released code is never reused.</param>
/// <param name="Title">What happened, in one line, without the particulars.</param>
/// <param name="Cause">The usual reason, in the reader's terms.</param>
/// <param name="Fix">The first thing to try, as an instruction.</param>
/// <param name="ExitCode">The exit code of a run that ends with it.</param>
public sealed record ErrorKind(string Code, string Title, string Cause, string Fix, ExitCode ExitCode);
