namespace Spam.Web.Configuration;

/// <summary>Why the API cannot start, in words for whoever starts it.</summary>
class StartException(string message) : Exception(message);
