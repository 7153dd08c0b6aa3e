"use strict";

SwaggerUIBundle({
  url: document.body.dataset.schema,
  domNode: document.getElementById("docs"),
  deepLinking: true,
  defaultModelsExpandDepth: 0,
  supportedSubmitMethods: ["get"],
  validatorUrl: null,
});
