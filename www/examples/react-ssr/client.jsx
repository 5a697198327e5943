import { hydrateRoot } from 'react-dom/client';
import { App } from './app.jsx';

const { product } = JSON.parse(document.querySelector('#props').textContent);
hydrateRoot(document, <App product={product} />);
