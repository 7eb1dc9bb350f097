namespace Spam.Web.Repository;

/// <summary>There is such a model or version, but it cannot answer yet.</summary>
sealed class ModelNotReadyException(string message) : Exception(message);
