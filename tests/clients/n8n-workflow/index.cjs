/**
 * What the published Evolution node takes from n8n at run time: two error classes. n8n itself would be
 * two hundred packages for their sake.
 */
class NodeOperationError extends Error {
  constructor(node, error, options = {}) {
    super(typeof error === "string" ? error : error.message);
    this.name = "NodeOperationError";
    this.node = node;
    this.description = options.description;
  }
}

class NodeApiError extends Error {
  constructor(node, response, options = {}) {
    super(options.message ?? response?.message ?? "The service answered with an error");
    this.name = "NodeApiError";
    this.node = node;
    this.response = response;
    this.description = options.description;
  }
}

module.exports = { NodeOperationError, NodeApiError };
