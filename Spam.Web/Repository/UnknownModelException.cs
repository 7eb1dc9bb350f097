namespace Spam.Web.Repository;

/// <summary>There is no such model, version or label. The message says what was asked for and what there is.</summary>
sealed class UnknownModelException(string message) : Exception(message);
