namespace Spam.Web.Http.Answers;

/// <summary>A request that cannot be answered, for a reason that its caller may read. <see cref="Failures"/> sends it in the form of the path's protocol.</summary>
/// <param name="status">The status of the answer.</param>
/// <param name="message">What came, and what was expected.</param>
sealed class RefusedException(int status, string message) : Exception(message)
{
    /// <summary>The status of the answer.</summary>
    public int Status => status;

    /// <summary>A request that is wrong in itself.</summary>
    public static RefusedException Bad(string message) => new(StatusCodes.Status400BadRequest, message);
}
