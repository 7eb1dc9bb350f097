namespace Spam.Keras.Saving.SavedModels.Running;

/// <summary>A node that could not be run, with its place in the message, so that the calls around it add nothing.</summary>
sealed class GraphNodeException(string message, Exception? cause) : KerasException(message, cause!); // null where there is none, as Exception itself has it
